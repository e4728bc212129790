-- How many EANs a customer may get until the transaction ends: at most 5,000 in all (contract extensions, section 9). Each
-- registration for the customer waits here for the one before it, so that none counts without it; the count is a statement of
-- its own, which sees what was committed meanwhile.
CREATE FUNCTION free_eans(customer bigint) RETURNS integer LANGUAGE plpgsql VOLATILE AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(5000, hashint8(customer));
  RETURN 5000 - (SELECT count(*) FROM eans WHERE customer_id = customer);
END
$$;

-- Requests with an Idempotency-Key that were answered 2xx (contract extensions, section 3), written in the transaction of
-- what they registered. No body and no personal data: with the retry's own body they are enough to render the answer again.
CREATE DOMAIN sha256_hash AS bytea CHECK (octet_length(VALUE) = 32);
CREATE TABLE idempotent_requests (
  -- the organisation, or 0 for the operator
  organisation_id bigint NOT NULL,
  -- SHA-256 of the key, because clients put emails into keys
  key_hash        sha256_hash NOT NULL,
  -- SHA-256 of method, path and body
  fingerprint     sha256_hash NOT NULL,
  answered_at     timestamptz(3) NOT NULL,
  -- the customer that the answer is about, null for the operator's calls
  customer_id     bigint,
  -- the generated ids in the order of the answer; null after the customer was erased
  ids             bigint[],
  -- the names of the suppliers in the answer, by id
  supplier_names  jsonb,
  PRIMARY KEY (organisation_id, key_hash)
);
CREATE INDEX idempotent_requests_of_customer ON idempotent_requests (customer_id);
CREATE INDEX idempotent_requests_by_age ON idempotent_requests (answered_at);

-- A retry of a registration whose customer an operator has deleted by SQL is answered 404.
CREATE FUNCTION forget_answers() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE idempotent_requests SET customer_id = NULL, ids = NULL, supplier_names = NULL
  WHERE customer_id IN (SELECT id FROM gone);
  RETURN NULL;
END $$;
CREATE TRIGGER customers_gone_from_answers AFTER DELETE ON customers
  REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION forget_answers();

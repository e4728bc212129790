-- Where far pages begin and how many customers there are, without counting from the first: before customer_id come
-- exactly position customers of the organisation. Set every hundred customers, when a list is read, and true for good,
-- because later customers get greater ids: whoever registers takes his id holding the organisation's advisory lock
-- shared, whoever sets landmarks holds it alone. What they say can be found anew at any time, so they may be deleted.
CREATE TABLE customer_landmarks (
  organisation_id bigint NOT NULL REFERENCES organisations (id) ON DELETE CASCADE,
  position        bigint NOT NULL CHECK (position > 0),
  customer_id     bigint NOT NULL,
  PRIMARY KEY (organisation_id, position)
);

-- An operator may erase customers by SQL; then their organisations' landmarks are set anew.
CREATE FUNCTION forget_landmarks() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM customer_landmarks WHERE organisation_id IN (SELECT organisation_id FROM gone);
  RETURN NULL;
END $$;
CREATE TRIGGER customers_gone AFTER DELETE ON customers
  REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION forget_landmarks();

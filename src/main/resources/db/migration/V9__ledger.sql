-- Registrations lock customers before EANs, so all tables are locked in that order at once: taking the locks one after the other
-- would end in a deadlock with the version that serves meanwhile.
LOCK TABLE customers, eans, customer_landmarks, organisations, access_tokens, suppliers IN ACCESS EXCLUSIVE MODE;

-- The ledger (contract extensions, section 5): who changed which record when, and which of its fields, never a value.
CREATE TABLE events (
  -- the transaction that wrote it: the feed ends before the oldest transaction in progress, so that it skips nothing
  tx              xid8 NOT NULL DEFAULT pg_current_xact_id(),
  id              bigint GENERATED ALWAYS AS IDENTITY,
  at              timestamptz(3) NOT NULL DEFAULT date_trunc('milliseconds', clock_timestamp()),
  type            text NOT NULL,
  organisation_id bigint,
  customer_id     bigint,
  token_id        bigint,
  supplier_id     bigint,
  ean_ids         bigint[],
  -- the names of the changed columns
  fields          text[],
  -- token:ID, operator:NAME, or sql for a statement that is not the application's
  actor           text NOT NULL DEFAULT COALESCE(NULLIF(current_setting('soho.actor', true), ''), 'sql'),
  request_id      text DEFAULT NULLIF(current_setting('soho.request_id', true), ''),
  PRIMARY KEY (tx, id)
);
CREATE INDEX events_of_organisation ON events (organisation_id, tx, id);
CREATE INDEX events_of_customer ON events (customer_id, tx, id) WHERE customer_id IS NOT NULL;
CREATE INDEX events_of_type ON events (type, tx, id);
-- An expression, because PostgreSQL would otherwise read the index of the organisation, and skip all events of other types.
CREATE INDEX events_of_organisation_and_type ON events ((CAST(organisation_id AS text) || type), tx, id);

-- Identifies this database among all those whose backups or copies it could be restored from.
CREATE FUNCTION database_id() RETURNS text LANGUAGE sql STABLE AS $$
  SELECT system_identifier || '.' || oid FROM pg_control_system(), pg_database WHERE datname = current_database()
$$;

-- The state of the ledger, one row: the database whose transactions the events name, and the last event that was deleted.
CREATE TABLE ledger (
  is_only         boolean PRIMARY KEY DEFAULT true CHECK (is_only),
  database_id     text NOT NULL,
  deleted_tx      xid8 NOT NULL DEFAULT '0',
  deleted_id      bigint NOT NULL DEFAULT 0
);
INSERT INTO ledger (database_id) VALUES (database_id());

-- In a database that was restored from a dump, the transactions of the events are another database's: they become the oldest.
CREATE FUNCTION adopt_events() RETURNS boolean LANGUAGE plpgsql AS $$
BEGIN
  -- A server starts on a read-only database, too.
  IF NOT EXISTS (SELECT FROM ledger WHERE database_id <> database_id()) THEN
    RETURN false;
  END IF;
  UPDATE ledger SET database_id = database_id(), deleted_tx = '0', deleted_id = 0 WHERE database_id <> database_id();
  IF NOT FOUND THEN
    RETURN false;
  END IF;
  UPDATE events SET tx = '0' WHERE tx <> '0';
  RETURN true;
END $$;

CREATE FUNCTION changed_columns(before jsonb, after jsonb) RETURNS text[] LANGUAGE sql IMMUTABLE AS $$
  SELECT array_agg(key ORDER BY key) FROM jsonb_each(after)
  WHERE value IS DISTINCT FROM before -> key AND key NOT IN ('updated_at', 'profile_updated_at', 'last_used_at')
$$;

-- Consents are evidence: one row for each time that one is given (contract extensions, section 7).
CREATE TABLE consents (
  customer_id        bigint NOT NULL,
  kind               text NOT NULL CHECK (kind IN ('terms_and_conditions', 'privacy_policy')),
  given_at           timestamptz(3) NOT NULL,
  registered_from_ip inet NOT NULL,
  -- the token with which the partner sent it; null if the version before or a statement by hand registered the customer
  token_id           bigint,
  PRIMARY KEY (customer_id, kind, given_at)
);

-- Receipts of erasures, without personal data.
CREATE TABLE erasures (
  id              bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  organisation_id bigint NOT NULL,
  customer_id     bigint NOT NULL,
  erased_at       timestamptz(3) NOT NULL DEFAULT date_trunc('milliseconds', clock_timestamp()),
  eans            integer NOT NULL
);
CREATE INDEX erasures_of_customer ON erasures (customer_id);

-- The application's statements that insert customers and EANs write the events themselves, each with its own request, and say
-- so by soho.writes_events; all others leave it to these triggers.
CREATE FUNCTION record_registered_customers() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO events (type, organisation_id, customer_id)
  SELECT 'customer.registered', organisation_id, id FROM registered ORDER BY id;
  INSERT INTO consents (customer_id, kind, given_at, registered_from_ip)
  SELECT id, 'terms_and_conditions', terms_accepted_at, registered_from_ip FROM registered
  UNION ALL SELECT id, 'privacy_policy', privacy_accepted_at, registered_from_ip FROM registered;
  RETURN NULL;
END $$;
CREATE TRIGGER customers_registered AFTER INSERT ON customers
  REFERENCING NEW TABLE AS registered FOR EACH STATEMENT
  WHEN (COALESCE(current_setting('soho.writes_events', true), '') <> 'on') EXECUTE FUNCTION record_registered_customers();

CREATE FUNCTION record_registered_eans() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO events (type, organisation_id, customer_id, ean_ids)
  SELECT 'eans.registered', customers.organisation_id, customers.id, array_agg(registered.id ORDER BY registered.id)
  FROM registered JOIN customers ON customers.id = registered.customer_id GROUP BY customers.id ORDER BY customers.id;
  RETURN NULL;
END $$;
CREATE TRIGGER eans_registered AFTER INSERT ON eans
  REFERENCING NEW TABLE AS registered FOR EACH STATEMENT
  WHEN (COALESCE(current_setting('soho.writes_events', true), '') <> 'on') EXECUTE FUNCTION record_registered_eans();

-- Every change raises the time of the last one by a millisecond at least; a change of nothing is none.
CREATE FUNCTION set_updated_at() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  others CONSTANT text[] := ARRAY['organisation_id', 'email', 'terms_accepted_at', 'privacy_accepted_at', 'registered_from_ip',
    'created_at', 'updated_at', 'profile_updated_at'];
  now CONSTANT timestamptz := date_trunc('milliseconds', clock_timestamp());
BEGIN
  IF NEW IS NOT DISTINCT FROM OLD THEN
    RETURN NULL;
  END IF;
  NEW.updated_at := GREATEST(now, OLD.updated_at + interval '1 millisecond');
  IF to_jsonb(NEW) - others <> to_jsonb(OLD) - others THEN
    NEW.profile_updated_at := GREATEST(now, OLD.profile_updated_at + interval '1 millisecond');
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER customers_updated_at BEFORE UPDATE ON customers FOR EACH ROW EXECUTE FUNCTION set_updated_at();

CREATE FUNCTION record_corrected_customer() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO events (type, organisation_id, customer_id, fields)
  SELECT 'customer.corrected', NEW.organisation_id, NEW.id, fields
  FROM changed_columns(to_jsonb(OLD), to_jsonb(NEW)) AS fields WHERE fields IS NOT NULL;
  RETURN NULL;
END $$;
CREATE TRIGGER customers_corrected AFTER UPDATE ON customers FOR EACH ROW EXECUTE FUNCTION record_corrected_customer();

CREATE FUNCTION record_corrected_ean() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO events (type, organisation_id, customer_id, ean_ids, fields)
  SELECT 'ean.corrected', customers.organisation_id, customers.id, ARRAY[NEW.id], fields
  FROM customers, changed_columns(to_jsonb(OLD), to_jsonb(NEW)) AS fields
  WHERE customers.id = NEW.customer_id AND fields IS NOT NULL;
  RETURN NULL;
END $$;
CREATE TRIGGER eans_corrected AFTER UPDATE ON eans FOR EACH ROW EXECUTE FUNCTION record_corrected_ean();

CREATE FUNCTION record_removed_ean() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO events (type, organisation_id, customer_id, ean_ids)
  SELECT 'ean.removed', organisation_id, id, ARRAY[OLD.id] FROM customers WHERE id = OLD.customer_id;
  RETURN NULL;
END $$;
-- Not those that go with their customer.
CREATE TRIGGER eans_removed AFTER DELETE ON eans FOR EACH ROW
  WHEN (pg_trigger_depth() = 0) EXECUTE FUNCTION record_removed_ean();

-- Deleting a customer is an erasure, whoever does it: nothing of the customer remains but its id, in the receipt and in events.
-- The shared lock is for the list of receipts, which takes it alone: then every smaller id is committed and later ids are greater.
CREATE FUNCTION erase_customer() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_advisory_xact_lock_shared(101, 0);
  WITH removed AS (DELETE FROM eans WHERE customer_id = OLD.id RETURNING id)
  INSERT INTO erasures (organisation_id, customer_id, eans) SELECT OLD.organisation_id, OLD.id, count(*) FROM removed;
  DELETE FROM consents WHERE customer_id = OLD.id;
  INSERT INTO events (type, organisation_id, customer_id) VALUES ('customer.erased', OLD.organisation_id, OLD.id);
  RETURN OLD;
END $$;
CREATE TRIGGER customers_erased BEFORE DELETE ON customers FOR EACH ROW EXECUTE FUNCTION erase_customer();

-- The positions of later landmarks become smaller by the customers who go, so that totals and pages stay exact.
ALTER TABLE customer_landmarks
  DROP CONSTRAINT customer_landmarks_pkey, ADD PRIMARY KEY (organisation_id, customer_id),
  DROP CONSTRAINT customer_landmarks_position_check, ADD CHECK (position >= 0);
CREATE INDEX customer_landmarks_by_position ON customer_landmarks (organisation_id, position);

-- The shared lock is that of a registration: no landmarks are being set. The other one admits one erasure at a time.
CREATE FUNCTION lower_landmarks() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_advisory_xact_lock_shared(id), pg_advisory_xact_lock(100, hashint8(id))
  FROM (SELECT DISTINCT organisation_id AS id FROM gone ORDER BY id) AS organisation;
  UPDATE customer_landmarks AS landmark SET position = landmark.position - places.preceding
  FROM (
    SELECT organisation_id, id AS after, lead(id) OVER in_order AS up_to, row_number() OVER in_order AS preceding
    FROM gone WINDOW in_order AS (PARTITION BY organisation_id ORDER BY id)) AS places
  WHERE (landmark.organisation_id, landmark.customer_id) > (places.organisation_id, places.after)
    AND (landmark.organisation_id, landmark.customer_id) <= (places.organisation_id, COALESCE(places.up_to, 9223372036854775807));
  RETURN NULL;
END $$;
DROP TRIGGER customers_gone ON customers;
DROP FUNCTION forget_landmarks();
CREATE TRIGGER customers_gone_from_landmarks AFTER DELETE ON customers
  REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION lower_landmarks();

-- A disabled organisation's tokens open nothing.
ALTER TABLE organisations ADD COLUMN disabled_at timestamptz(3);

CREATE FUNCTION record_organisation() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  fields CONSTANT text[] := array_remove(changed_columns(to_jsonb(OLD), to_jsonb(NEW)), 'disabled_at');
BEGIN
  INSERT INTO events (type, organisation_id, fields)
  SELECT type, NEW.id, changed FROM (VALUES
    ('organisation.registered', NULL, TG_OP = 'INSERT'),
    ('organisation.corrected', fields, TG_OP = 'UPDATE' AND fields <> '{}'),
    ('organisation.disabled', NULL, TG_OP = 'UPDATE' AND OLD.disabled_at IS NULL AND NEW.disabled_at IS NOT NULL),
    ('organisation.enabled', NULL, TG_OP = 'UPDATE' AND OLD.disabled_at IS NOT NULL AND NEW.disabled_at IS NULL)
  ) AS event (type, changed, happened) WHERE happened;
  RETURN NULL;
END $$;
CREATE TRIGGER organisations_changed AFTER INSERT OR UPDATE ON organisations
  FOR EACH ROW EXECUTE FUNCTION record_organisation();

CREATE FUNCTION record_token() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  token CONSTANT access_tokens := COALESCE(NEW, OLD);
  is_revoked CONSTANT boolean := TG_OP = 'DELETE' AND OLD.revoked_at IS NULL
    OR TG_OP = 'UPDATE' AND OLD.revoked_at IS NULL AND NEW.revoked_at IS NOT NULL;
  fields CONSTANT text[] := CASE WHEN is_revoked THEN array_remove(changed_columns(to_jsonb(OLD), to_jsonb(NEW)), 'revoked_at')
    ELSE changed_columns(to_jsonb(OLD), to_jsonb(NEW)) END;
BEGIN
  INSERT INTO events (type, organisation_id, token_id, fields)
  SELECT type, token.organisation_id, token.id, changed FROM (VALUES
    ('token.issued', NULL, TG_OP = 'INSERT'),
    ('token.corrected', fields, TG_OP = 'UPDATE' AND fields <> '{}'),
    ('token.revoked', NULL, is_revoked)
  ) AS event (type, changed, happened) WHERE happened;
  RETURN NULL;
END $$;
-- Deferred, like that of the suppliers, because JPA asks for lastval() after an insert: an event's id must not come between.
CREATE CONSTRAINT TRIGGER access_tokens_changed AFTER INSERT OR UPDATE OR DELETE ON access_tokens
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION record_token();

CREATE FUNCTION record_supplier() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  fields CONSTANT text[] := changed_columns(to_jsonb(OLD), to_jsonb(NEW));
BEGIN
  INSERT INTO events (type, supplier_id, fields)
  SELECT type, COALESCE(NEW.id, OLD.id), changed FROM (VALUES
    ('supplier.registered', NULL, TG_OP = 'INSERT'),
    ('supplier.corrected', fields, TG_OP = 'UPDATE' AND fields <> '{}'),
    ('supplier.removed', NULL, TG_OP = 'DELETE')
  ) AS event (type, changed, happened) WHERE happened;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER suppliers_changed AFTER INSERT OR UPDATE OR DELETE ON suppliers
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION record_supplier();

-- Sets the named columns of a row; returns false, and changes nothing, if a unique or foreign key forbids it. PostgreSQL would
-- write the key's value, which is personal, into its log if the statement failed instead. Returns false, too, if another
-- transaction has not decided yet whether it takes the key: that one may in turn wait for the key that this row has had.
CREATE FUNCTION correct(corrected regclass, row_id bigint, corrections jsonb) RETURNS boolean LANGUAGE plpgsql
  SET lock_timeout = '100ms' AS $$
DECLARE
  columns CONSTANT text := (SELECT string_agg(quote_ident(key), ', ') FROM jsonb_object_keys(corrections) AS key);
BEGIN
  EXECUTE format('UPDATE %1$s SET (%2$s) = (SELECT %2$s FROM jsonb_populate_record(CAST(NULL AS %1$s), $1)) WHERE id = $2',
    corrected, columns) USING corrections, row_id;
  RETURN true;
EXCEPTION
  WHEN unique_violation OR foreign_key_violation OR lock_not_available THEN
    RETURN false;
END $$;

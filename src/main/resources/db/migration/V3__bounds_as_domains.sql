-- The bounds of a value move from each table's CHECK constraints into the column's type. They say the same, but PostgreSQL
-- reads a table's constraints anew at every INSERT (a quarter of what an EAN cost), and a domain's once a connection.
CREATE DOMAIN email AS varchar(254) CHECK (VALUE = lower(VALUE COLLATE "C"));
CREATE DOMAIN title AS varchar(3) CHECK (VALUE IN ('mr', 'mrs'));
CREATE DOMAIN birth_date AS date CHECK (VALUE >= DATE '1900-01-01');
CREATE DOMAIN e164_phone AS varchar(16) CHECK (VALUE ~ '^\+[1-9][0-9]{1,14}$');
CREATE DOMAIN language AS varchar(2) CHECK (VALUE IN ('nl', 'fr', 'en'));

ALTER TABLE customers
  DROP CONSTRAINT customers_email_check, ALTER COLUMN email TYPE email,
  DROP CONSTRAINT customers_title_check, ALTER COLUMN title TYPE title,
  DROP CONSTRAINT customers_birth_date_check, ALTER COLUMN birth_date TYPE birth_date,
  DROP CONSTRAINT customers_phone_check, ALTER COLUMN phone TYPE e164_phone,
  DROP CONSTRAINT customers_language_check, ALTER COLUMN language TYPE language;

CREATE DOMAIN ean_number AS varchar(18) CHECK (VALUE ~ '^54[0-9]{16}$');
CREATE DOMAIN product AS varchar(11) CHECK (VALUE IN ('gas', 'electricity'));
CREATE DOMAIN reason AS varchar(8) CHECK (VALUE IN ('normal', 'new', 'reopened', 'dropped', 'moved'));
CREATE DOMAIN ean_state AS varchar(5) CHECK (VALUE = 'ready');
CREATE DOMAIN consumptions AS jsonb CHECK (jsonb_typeof(VALUE) = 'array');
CREATE DOMAIN euro AS numeric(30, 10) CHECK (VALUE >= 0);
CREATE DOMAIN recording_period AS varchar(9) CHECK (VALUE IN (
  'automatic', 'monthly', 'january', 'february', 'march', 'april', 'may', 'june', 'july', 'august', 'september',
  'october', 'november', 'december'));
CREATE DOMAIN contract_date AS date CHECK (VALUE BETWEEN DATE '1900-01-01' AND DATE '9999-12-31');
CREATE DOMAIN tariff_group AS varchar(13) CHECK (VALUE IN ('mono', 'dual', 'monoExclusive', 'dualExclusive'));
CREATE DOMAIN inverter_power AS integer CHECK (VALUE >= 0);

ALTER TABLE eans
  DROP CONSTRAINT eans_number_check, ALTER COLUMN number TYPE ean_number,
  DROP CONSTRAINT eans_product_check, ALTER COLUMN product TYPE product,
  DROP CONSTRAINT eans_reason_check, ALTER COLUMN reason TYPE reason,
  DROP CONSTRAINT eans_state_check, ALTER COLUMN state TYPE ean_state,
  DROP CONSTRAINT eans_consumptions_check, ALTER COLUMN consumptions TYPE consumptions,
  DROP CONSTRAINT eans_fixed_fee_check, ALTER COLUMN fixed_fee TYPE euro,
  DROP CONSTRAINT eans_gsc_check, ALTER COLUMN gsc TYPE euro,
  DROP CONSTRAINT eans_wkk_check, ALTER COLUMN wkk TYPE euro,
  DROP CONSTRAINT eans_recording_period_check, ALTER COLUMN recording_period TYPE recording_period,
  DROP CONSTRAINT eans_contract_end_date_check, ALTER COLUMN contract_end_date TYPE contract_date,
  DROP CONSTRAINT eans_tariff_group_check, ALTER COLUMN tariff_group TYPE tariff_group,
  DROP CONSTRAINT eans_inverter_max_power_check, ALTER COLUMN inverter_max_power TYPE inverter_power;

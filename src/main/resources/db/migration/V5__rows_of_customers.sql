-- Customers as a statement takes them that registers any number of them at once, in one parameter: an array of these.
CREATE TYPE asked_customer AS (
  email              email,
  registered_from_ip inet,
  title              title,
  first_name         varchar(255),
  last_name          varchar(255),
  birth_date         birth_date,
  phone              e164_phone,
  city               varchar(255),
  street             varchar(255),
  building           varchar(255),
  building_addon     varchar(255),
  postal_code        varchar(255),
  language           language
);

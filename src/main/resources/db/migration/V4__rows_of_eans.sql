-- EANs as a statement takes them that registers any number of them at once, in one parameter: an array of these.
CREATE TYPE asked_ean AS (
  supplier_id               bigint,
  number                    ean_number,
  product                   product,
  reason                    reason,
  street                    varchar(255),
  building                  varchar(255),
  building_addon            varchar(255),
  postal_code               varchar(255),
  city                      varchar(255),
  consumptions              consumptions,
  fixed_fee                 euro,
  gsc                       euro,
  wkk                       euro,
  solar_panels              boolean,
  recording_period          recording_period,
  contract_end_date         contract_date,
  respect_contract_end_date boolean,
  tariff_group              tariff_group,
  inverter_max_power        inverter_power
);

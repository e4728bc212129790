-- Which EANs name a supplier, so that it can be removed if there are none.
CREATE INDEX eans_of_supplier ON eans (supplier_id) WHERE supplier_id IS NOT NULL;

-- The consents of the customers who are there. Those of later ones are written by the trigger of V9.
INSERT INTO consents (customer_id, kind, given_at, registered_from_ip)
SELECT id, 'terms_and_conditions', terms_accepted_at, registered_from_ip FROM customers
UNION ALL SELECT id, 'privacy_policy', privacy_accepted_at, registered_from_ip FROM customers
ON CONFLICT DO NOTHING;

-- Those of customers who were deleted meanwhile, whose trigger did not see these rows yet.
LOCK TABLE customers IN SHARE MODE;
DELETE FROM consents WHERE NOT EXISTS (SELECT FROM customers WHERE id = customer_id);

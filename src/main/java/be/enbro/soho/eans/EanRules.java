package be.enbro.soho.eans;

import be.enbro.soho.errors.ApiError;
import be.enbro.soho.validation.Validated;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Validation rules that need the database or the other EANs of the request (rules, section 4).
 *
 * @param customerId the customer of the EANs
 * @param suppliers those suppliers named in the request that exist
 */
record EanRules(long customerId, Set<Long> suppliers) {
    private static final ApiError ADDED = ApiError.params("ean.number", "has already been added to customer");
    private static final ApiError TAKEN = ApiError.params("ean.number", "has already been taken");
    static final ApiError LIMIT_REACHED = ApiError.custom("limit_reached", "limit reached", "ean");
    static final ApiError LIMIT_REACHED_BY_BULK = ApiError.custom("limit_reached", "limit reached", "eans");

    private static final ApiError NO_SUPPLIER = ApiError.params("ean.supplier_id", "does not exist");

    /**
     * Returns all errors in the order of the EANs; the field errors of each EAN precede those of these rules.
     *
     * @param holders the customers to whom numbers of the request already belong, by number
     * @param indexed whether the errors contain the index of their EAN
     */
    List<ApiError> errors(List<Validated<Ean>> eans, Map<String, Long> holders, boolean indexed) {
        List<ApiError> errors = new ArrayList<>();
        Set<String> earlier = new HashSet<>();
        for (int i = 0; i < eans.size(); i++) {
            errors.addAll(eans.get(i).errors());
            for (ApiError violation : violations(eans.get(i).value(), holders, earlier)) {
                errors.add(indexed ? violation.at(i) : violation);
            }
        }
        return errors;
    }

    private List<ApiError> violations(Ean ean, Map<String, Long> holders, Set<String> earlier) {
        List<ApiError> violations = new ArrayList<>(0);
        if (ean == null) {
            return violations;
        }
        if (ean.number() != null) {
            boolean repeated = !earlier.add(ean.number());
            Long holder = holders.get(ean.number());
            if (repeated || holder != null && holder == customerId) {
                violations.add(ADDED);
            }
            if (repeated || holder != null) {
                violations.add(TAKEN);
            }
        }
        if (ean.supplierId() != null && !suppliers.contains(ean.supplierId())) {
            violations.add(NO_SUPPLIER);
        }
        return violations;
    }
}

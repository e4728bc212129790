package be.enbro.soho.eans;

import be.enbro.soho.errors.ApiError;
import be.enbro.soho.validation.Validated;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The rules that look beyond one EAN (rules, section 4), over all EANs of a request.
 *
 * @param customerId whom the EANs are for
 * @param suppliers the suppliers of the request that there are
 */
record EanRules(long customerId, Set<Long> suppliers) {
    private static final ApiError ADDED = ApiError.params("ean.number", "has already been added to customer");
    private static final ApiError TAKEN = ApiError.params("ean.number", "has already been taken");
    static final ApiError LIMIT_REACHED = ApiError.custom("limit_reached", "limit reached", "ean");
    static final ApiError LIMIT_REACHED_BY_BULK = ApiError.custom("limit_reached", "limit reached", "eans");

    private static final ApiError NO_SUPPLIER = ApiError.params("ean.supplier_id", "does not exist");

    /**
     * All errors of the EANs in their order: of each its own first, then the rules'.
     *
     * @param holders the customers that hold numbers of the request already, by number
     * @param indexed whether the errors say which EAN they speak of
     */
    List<ApiError> errors(List<Validated<Ean>> eans, Map<String, Long> holders, boolean indexed) {
        List<ApiError> errors = new ArrayList<>();
        Set<String> earlier = new HashSet<>();
        for (int i = 0; i < eans.size(); i++) {
            errors.addAll(eans.get(i).errors());
            for (ApiError broken : broken(eans.get(i).value(), holders, earlier)) {
                errors.add(indexed ? broken.at(i) : broken);
            }
        }
        return errors;
    }

    private List<ApiError> broken(Ean ean, Map<String, Long> holders, Set<String> earlier) {
        List<ApiError> broken = new ArrayList<>(0);
        if (ean == null) {
            return broken;
        }
        if (ean.number() != null) {
            boolean repeated = !earlier.add(ean.number());
            Long holder = holders.get(ean.number());
            if (repeated || holder != null && holder == customerId) {
                broken.add(ADDED);
            }
            if (repeated || holder != null) {
                broken.add(TAKEN);
            }
        }
        if (ean.supplierId() != null && !suppliers.contains(ean.supplierId())) {
            broken.add(NO_SUPPLIER);
        }
        return broken;
    }
}

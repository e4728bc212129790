package be.enbro.soho.openapi;

import java.util.List;

/** The description of the operator's API. */
public class OperatorApi extends Description {
    public OperatorApi() {
        super("operator", "/operator/v1/", "operatorToken", List.of());
    }
}

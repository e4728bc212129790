package be.enbro.soho.openapi;

/** The description of the operator's API. */
public class OperatorApi extends Description {
    public OperatorApi() {
        super("operator", "/operator/v1/", "operatorToken");
    }
}

package be.enbro.soho.openapi;

/** The description of the partners' API. */
public class PartnerApi extends Description {
    public PartnerApi() {
        super("partner", "/api/v1/", "partnerToken");
    }
}

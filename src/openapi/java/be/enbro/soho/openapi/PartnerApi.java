package be.enbro.soho.openapi;

import be.enbro.soho.http.RateLimit;

/** The description of the partners' API. */
public class PartnerApi extends Description {
    public PartnerApi() {
        super("partner", "/api/v1/", "partnerToken", RateLimit.fields());
    }
}

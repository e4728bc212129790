package be.enbro.soho;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;

/** The partners' API under {@code /api/v1}: the contract that is published to them. */
@ApplicationPath("api/v1")
public class SohoApplication extends Application {}

package be.enbro.soho.organisations;

/** Fired on this node after a partner was corrected, disabled or enabled. */
public record OrganisationCorrected() {}

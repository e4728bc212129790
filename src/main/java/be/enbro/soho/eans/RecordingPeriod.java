package be.enbro.soho.eans;

import be.enbro.soho.validation.WireName;

/** When a meter is read: automatically, every month, or once a year in a given month. */
enum RecordingPeriod implements WireName {
    AUTOMATIC("automatic"),
    MONTHLY("monthly"),
    JANUARY("january"),
    FEBRUARY("february"),
    MARCH("march"),
    APRIL("april"),
    MAY("may"),
    JUNE("june"),
    JULY("july"),
    AUGUST("august"),
    SEPTEMBER("september"),
    OCTOBER("october"),
    NOVEMBER("november"),
    DECEMBER("december");

    private final String wireName;

    RecordingPeriod(String wireName) {
        this.wireName = wireName;
    }

    @Override
    public String wireName() {
        return wireName;
    }
}

package be.enbro.soho.eans;

import be.enbro.soho.params.Term;

/** When a meter is read: by itself, every month, or once a year in a month. */
enum RecordingPeriod implements Term {
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

    private final String term;

    RecordingPeriod(String term) {
        this.term = term;
    }

    @Override
    public String term() {
        return term;
    }
}

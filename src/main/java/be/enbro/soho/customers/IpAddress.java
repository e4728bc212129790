package be.enbro.soho.customers;

/** Checks the syntax of IP addresses without ever querying a name server. */
final class IpAddress {

    private static final int GROUPS = 8;

    private IpAddress() {}

    /** Accepts IPv4 without leading zeros, and IPv6 (RFC 4291, section 2.2) without a zone. */
    static boolean isWellFormed(String text) {
        return text.indexOf(':') < 0 ? isIpv4(text) : isIpv6(text);
    }

    private static boolean isIpv4(String text) {
        String[] octets = text.split("\\.", -1);
        if (octets.length != 4) {
            return false;
        }
        for (String octet : octets) {
            if (!isOctet(octet)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isOctet(String octet) {
        int size = octet.length();
        if (size < 1 || size > 3 || size > 1 && octet.charAt(0) == '0') {
            return false;
        }
        int value = 0;
        for (int i = 0; i < size; i++) {
            if (octet.charAt(i) < '0' || octet.charAt(i) > '9') {
                return false;
            }
            value = value * 10 + octet.charAt(i) - '0';
        }
        return value <= 255;
    }

    private static boolean isIpv6(String text) {
        int gap = text.indexOf("::");
        if (gap < 0) {
            return groups(text, true) == GROUPS;
        }
        int before = groups(text.substring(0, gap), false);
        int after = groups(text.substring(gap + 2), true);
        return before >= 0 && after >= 0 && before + after < GROUPS;
    }

    /**
     * Returns the number of 16-bit groups, of which the last two may be written as an IPv4 address; -1 if the text is
     * malformed.
     */
    private static int groups(String text, boolean endsAddress) {
        if (text.isEmpty()) {
            return 0;
        }
        String[] groups = text.split(":", -1);
        int last = groups.length - 1;
        for (int i = 0; i < last; i++) {
            if (!isGroup(groups[i])) {
                return -1;
            }
        }
        if (isGroup(groups[last])) {
            return groups.length;
        }
        return endsAddress && isIpv4(groups[last]) ? groups.length + 1 : -1;
    }

    private static boolean isGroup(String group) {
        for (int i = 0; i < group.length(); i++) {
            char c = group.charAt(i);
            if (!(c >= '0' && c <= '9' || c >= 'a' && c <= 'f' || c >= 'A' && c <= 'F')) {
                return false;
            }
        }
        return !group.isEmpty() && group.length() <= 4;
    }
}

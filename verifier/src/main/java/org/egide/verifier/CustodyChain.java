package org.egide.verifier;

import java.time.Instant;
import java.util.List;

/**
 * The custody record of a package, replayed.
 *
 * @param events number of events, at least 1
 * @param head SHA-256 of the last line without its line feed
 */
record CustodyChain(long events, String head) {

    /** Replays the record; refuses the first line that is not chained to, or is earlier than, the one before. */
    static CustodyChain parse(byte[] bytes) {
        List<String> lines = Text.lines(bytes, RefusalCode.CUSTODY_MALFORMED, PackageLayout.CUSTODY);
        String head = CustodyLine.NOTHING_BEFORE;
        Instant last = Instant.MIN;
        for (int i = 0; i < lines.size(); i++) {
            CustodyLine line = CustodyLine.parse(lines.get(i), i + 1);
            if (line.sequence() != i + 1) {
                throw new Refused(
                        RefusalCode.CUSTODY_SEQUENCE,
                        "Line " + (i + 1) + " of the custody record has number " + line.sequence() + ".");
            }
            if (!line.previous().equals(head)) {
                throw new Refused(
                        RefusalCode.CUSTODY_CHAIN,
                        "Line " + (i + 1) + " of the custody record is not chained to the line before.");
            }
            if (line.when().isBefore(last)) {
                throw new Refused(
                        RefusalCode.CUSTODY_TIME,
                        "Line " + (i + 1) + " of the custody record is earlier than the line before.");
            }
            last = line.when();
            head = CustodyLine.hashOf(lines.get(i));
        }
        if (lines.isEmpty()) {
            throw new Refused(RefusalCode.CUSTODY_MALFORMED, "The custody record is empty.");
        }
        return new CustodyChain(lines.size(), head);
    }

    void requireEnd(BagInfo info) {
        if (info.custodyEvents() != events || !info.custodyHead().equals(head)) {
            throw new Refused(
                    RefusalCode.CUSTODY_HEAD, "The custody record does not end where bag-info.txt says it ends.");
        }
    }
}

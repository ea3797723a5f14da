package org.egide.report;

import java.util.Map;

/** What a typed code opens. To find out costs the same for each, and for nothing. */
public sealed interface Found {
    /** Something was told, and this is the way back to it. */
    record Opened(Return back) implements Found {}

    /** Something was told, but somebody else has seen the code: it must be changed before anything opens. */
    record Provisional(Return back) implements Found {}

    /** Nothing was sent yet; these are the answers so far, as {@link KeptPlaces} took them. */
    record Kept(ReceiptCode code, Map<String, String> answers) implements Found {
        public Kept {
            answers = Map.copyOf(answers);
        }

        @Override
        public String toString() {
            return "Kept[hidden]";
        }
    }

    /** Wrong, expired, erased, or never there. */
    record Nothing() implements Found {}
}

package org.egide.frontdoor;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.egide.report.Fact;
import org.egide.report.FactKind;
import org.egide.report.ItemKind;
import org.egide.report.NewItem;

/**
 * What a child may add on the last page and may leave empty: on what kind of service it was, by any channel or by none (R2.1), a
 * name used there (R20.3), that somebody of the services has to do with it (R11), and words of their own.
 */
record Added(String channel, String account, boolean insider, String words) {
    static final Added NOTHING = new Added("", "", false, "");

    /** The longest text, in characters. */
    static final int LONGEST = 4_000;

    private static final int LONGEST_ACCOUNT = 300;

    static Added of(Posted.Fields fields) {
        var channel = fields.one("channel");
        return new Added(
                FactKind.CHANNEL.choices().contains(channel) ? channel : "",
                fields.one("account"),
                insider(fields),
                fields.one("words"));
    }

    /** Whether the box is ticked that keeps all but supervisors out. */
    static boolean insider(Posted.Fields fields) {
        return fields.one("insider").equals("YES");
    }

    /** Whether it fits into the record; what does not comes back to its writer whole. */
    boolean fits() {
        return words.length() <= LONGEST && account.length() <= LONGEST_ACCOUNT;
    }

    /** What was filled in, by the name of its field. */
    Map<String, String> fields() {
        return Stream.of(
                        Map.entry("channel", channel),
                        Map.entry("account", account),
                        Map.entry("insider", insider ? "YES" : ""),
                        Map.entry("words", words))
                .filter(field -> !field.getValue().isEmpty())
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    List<Fact> facts() {
        return Stream.of(
                        Optional.of(channel)
                                .filter(said -> !said.isEmpty())
                                .map(said -> Fact.said(FactKind.CHANNEL, said)),
                        Optional.of("YES").filter(yes -> insider).map(yes -> Fact.said(FactKind.INSIDER, yes)))
                .flatMap(Optional::stream)
                .toList();
    }

    List<NewItem> items() {
        return account.isBlank() ? List.of() : List.of(NewItem.of(ItemKind.ACCOUNT, account));
    }

    Optional<String> narrative() {
        return Optional.of(words).filter(text -> !text.isBlank());
    }

    @Override
    public String toString() {
        return "Added[hidden]";
    }
}

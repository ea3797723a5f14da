package org.egide.frontdoor;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.egide.frontdoor.view.Problem;
import org.egide.frontdoor.view.SeenFields;
import org.egide.report.Act;
import org.egide.report.Fact;
import org.egide.report.FactKind;
import org.egide.report.Form;
import org.egide.report.ItemKind;
import org.egide.report.NewItem;
import org.egide.report.Reporter;

/** What the public form says in the words of the record (R2.1: any channel, with or without an address). */
record SeenReport(SeenFields fields) {
    static final int MOST_LINKS = 20;
    static final int LONGEST_LINK = 2_048;
    static final int LONGEST_LINE = 500;
    static final int LONGEST_WORDS = 10_000;

    /** Who may fill in this form; children have their own path. */
    static final List<String> TELLERS = List.of("CITIZEN", "PARENT", "PROFESSIONAL");

    private static final Pattern SCHEME = Pattern.compile("^h[tx]{2}ps?://", Pattern.CASE_INSENSITIVE);
    private static final Pattern BARE = Pattern.compile("^[\\p{L}\\p{N}-]+(\\.[\\p{L}\\p{N}-]+)+(:\\d+)?([/?#].*)?$");

    static SeenReport of(Posted.Fields posted) {
        return new SeenReport(new SeenFields(
                posted.one("danger"),
                posted.one("links"),
                posted.one("place"),
                posted.one("account"),
                posted.one("channel"),
                Set.copyOf(posted.all("form")),
                posted.one("when"),
                posted.one("words"),
                posted.one("teller"),
                posted.one("name"),
                posted.one("reach"),
                Added.insider(posted),
                posted.one("key"),
                posted.one("shown")));
    }

    /** What must change before this can be sent; empty when nothing must. */
    List<Problem> problems() {
        var problems = new ArrayList<Problem>();
        var links = lines();
        if (links.isEmpty() && (fields.place() + fields.account() + fields.words()).isBlank()) {
            problems.add(new Problem("links", "frontdoor.report.problem.nothing"));
        } else if (links.size() > MOST_LINKS) {
            problems.add(new Problem("links", "frontdoor.report.problem.many"));
        } else if (links.stream().anyMatch(link -> link.length() > LONGEST_LINK)) {
            problems.add(new Problem("links", "frontdoor.report.problem.link"));
        }
        tooLong(problems, "place", fields.place(), LONGEST_LINE);
        tooLong(problems, "account", fields.account(), LONGEST_LINE);
        tooLong(problems, "when", fields.when(), LONGEST_LINE);
        tooLong(problems, "words", fields.words(), LONGEST_WORDS);
        tooLong(problems, "name", fields.name(), LONGEST_LINE);
        tooLong(problems, "reach", fields.reach(), LONGEST_LINE);
        return problems;
    }

    private static void tooLong(List<Problem> problems, String field, String text, int longest) {
        if (text.length() > longest) {
            problems.add(new Problem(field, "frontdoor.report.problem.long"));
        }
    }

    Reporter reporter() {
        return TELLERS.contains(fields.teller()) ? Reporter.valueOf(fields.teller()) : Reporter.CITIZEN;
    }

    Set<Form> forms() {
        var forms = EnumSet.noneOf(Form.class);
        for (var form : Form.values()) {
            if (fields.chose(form.name())) {
                forms.add(form);
            }
        }
        return forms.isEmpty() ? Set.of(Form.WORRY) : forms;
    }

    Set<Act> acts() {
        return forms().stream().map(SeenReport::act).flatMap(Optional::stream).collect(Collectors.toSet());
    }

    /** The act that a form of harm always holds; where it may be one of several, none is assumed. */
    private static Optional<Act> act(Form form) {
        return switch (form) {
            case ABUSE_MATERIAL -> Optional.of(Act.MAKING_AVAILABLE);
            case GROOMING -> Optional.of(Act.SOLICITING);
            case SEXUAL_EXTORTION -> Optional.of(Act.BLACKMAILING);
            case LIVE_ABUSE -> Optional.of(Act.LIVE_STREAMING);
            case NON_CONSENSUAL_SHARING -> Optional.of(Act.DISSEMINATING);
            case IMAGE_THE_CHILD_MADE,
                    AI_GENERATED_MATERIAL,
                    CONTACT_ABUSE,
                    TRAFFICKING,
                    EXPLOITATION_IN_PROSTITUTION,
                    TRAVEL_AND_TOURISM,
                    PROMOTION,
                    UNWANTED_CONTENT_TO_CHILD,
                    HARMFUL_BEHAVIOUR_BY_CHILD,
                    WORRY -> Optional.empty();
        };
    }

    List<Fact> facts() {
        var facts = new ArrayList<Fact>();
        facts.add(Fact.said(FactKind.IMMEDIATE_DANGER, known(FactKind.IMMEDIATE_DANGER, fields.danger())));
        facts.add(Fact.said(FactKind.CHANNEL, channel()));
        if (fields.chose(Form.AI_GENERATED_MATERIAL.name())) {
            facts.add(Fact.said(FactKind.GENERATED, "YES"));
        }
        if (fields.chose(Form.SEXUAL_EXTORTION.name())) {
            facts.add(Fact.said(FactKind.THREAT, "YES"));
        }
        if (fields.insider()) {
            facts.add(Fact.said(FactKind.INSIDER, "YES"));
        }
        return facts;
    }

    private String channel() {
        var said = known(FactKind.CHANNEL, fields.channel());
        return said.equals(FactKind.UNKNOWN) && !addresses().isEmpty() ? "WEB" : said;
    }

    private static String known(FactKind kind, String value) {
        return kind.allows(value) ? value : FactKind.UNKNOWN;
    }

    List<NewItem> items() {
        var items = new ArrayList<NewItem>();
        addresses().forEach(address -> items.add(NewItem.of(ItemKind.ADDRESS, address)));
        if (!fields.account().isBlank()) {
            items.add(NewItem.of(ItemKind.ACCOUNT, fields.account()));
        }
        return items;
    }

    private List<String> lines() {
        return fields.links()
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .distinct()
                .toList();
    }

    private List<String> addresses() {
        return lines().stream()
                .map(SeenReport::address)
                .flatMap(Optional::stream)
                .distinct()
                .toList();
    }

    /** A line as an address: with its scheme where the person left it out or made it harmless. The raw form keeps what was typed. */
    static Optional<String> address(String line) {
        var typed = SCHEME.matcher(line);
        if (typed.find()) {
            var scheme = typed.group().toLowerCase(Locale.ROOT).contains("s:") ? "https://" : "http://";
            return whole(scheme + line.substring(typed.end()));
        }
        return BARE.matcher(line).matches() ? whole("https://" + line) : Optional.empty();
    }

    private static Optional<String> whole(String address) {
        try {
            var host = new URI(address.replaceAll("[\\[\\]{}|^`\\\\\"<>]", "-")).getRawAuthority();
            return Optional.ofNullable(host).map(found -> address);
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    /** The words, and under them what belongs to no field of the record: the place, the time, lines that are no address. */
    Optional<String> narrative() {
        var parts = new ArrayList<String>();
        parts.add(fields.words());
        parts.add(fields.place());
        parts.add(fields.when());
        lines().stream().filter(line -> address(line).isEmpty()).forEach(parts::add);
        var text = parts.stream().filter(part -> !part.isBlank()).collect(Collectors.joining("\n\n"));
        return Optional.of(text).filter(found -> !found.isBlank());
    }

    Map<String, String> identity() {
        var identity = new LinkedHashMap<String, String>();
        if (!fields.name().isBlank()) {
            identity.put("name", fields.name());
        }
        if (!fields.reach().isBlank()) {
            identity.put("contact", fields.reach());
        }
        return identity;
    }

    @Override
    public String toString() {
        return "SeenReport[hidden]";
    }
}

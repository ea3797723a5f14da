package org.egide.helpline;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.egide.platform.Language;

/** A national helpline as its file describes it, after it passed {@link HelplineFile#check}. */
public record Helpline(
        String id,
        String country,
        String desk,
        Map<String, String> names,
        List<Language> languages,
        ZoneId zone,
        List<Hours> hours,
        String freeNumber,
        String emergencyNumber,
        Map<String, String> welcome,
        List<Need> headings,
        SortedMap<String, Map<String, String>> regions,
        List<Partner> partners) {
    public Helpline {
        names = Map.copyOf(names);
        languages = List.copyOf(languages);
        hours = List.copyOf(hours);
        welcome = Map.copyOf(welcome);
        headings = List.copyOf(headings);
        regions = new TreeMap<>(regions);
        partners = List.copyOf(partners);
    }

    /** The sentence in that language, else in English, else the first there is. */
    static Optional<String> said(Map<String, String> texts, Language language) {
        return Optional.ofNullable(texts.get(language.code()))
                .or(() -> Optional.ofNullable(texts.get(Language.EN.code())))
                .or(() -> new TreeMap<>(texts).values().stream().findFirst());
    }

    String name(Language language) {
        return said(names, language).orElse(id);
    }

    Optional<String> welcome(Language language) {
        return Optional.ofNullable(welcome.get(language.code()));
    }

    /** Whether somebody should be there at that moment, by the line's own clock. */
    boolean open(Instant now) {
        var there = now.atZone(zone);
        return hours.stream().anyMatch(span -> span.holds(there.getDayOfWeek(), there.toLocalTime()));
    }

    /** The region as the figures count it: of this line's, else the whole country. */
    String counted(String region) {
        return regions.containsKey(region) ? country + "-" + region : country;
    }

    Optional<Partner> partner(String wanted) {
        return partners.stream().filter(partner -> partner.id().equals(wanted)).findFirst();
    }
}

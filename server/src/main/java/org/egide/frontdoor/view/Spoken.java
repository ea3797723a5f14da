package org.egide.frontdoor.view;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.regex.Pattern;
import org.egide.platform.AgeBand;

/**
 * The sentences that a page turned out to say, in the order in which they were written, and the recordings there are of them (R16). A
 * recording is called like its sentence; where a number stands in the sentence, it follows the name: {@code ...when.child-24}.
 */
public final class Spoken {
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,6}");

    private final BiFunction<AgeBand, String, Optional<String>> recordings;
    private final Map<String, String> said = new LinkedHashMap<>();

    /** With the address of a recording for an age and its name, where there is one. */
    public Spoken(BiFunction<AgeBand, String, Optional<String>> recordings) {
        this.recordings = recordings;
    }

    /** A recorded sentence: its words and the address of the recording. */
    public record Recorded(String sentence, String address) {}

    String say(String key, String sentence, Object... arguments) {
        name(key, arguments).ifPresent(name -> said.putIfAbsent(name, sentence));
        return sentence;
    }

    /** The recordings, for readers of that age, of what was said so far. */
    List<Recorded> recorded(AgeBand band) {
        return said.entrySet().stream()
                .flatMap(line ->
                        recordings
                                .apply(band, line.getKey())
                                .map(address -> new Recorded(line.getValue(), address))
                                .stream())
                .toList();
    }

    /** Nothing said yet. */
    Spoken anew() {
        return new Spoken(recordings);
    }

    /** Nobody can have recorded a sentence with anything but a number in it. */
    private static Optional<String> name(String key, Object... arguments) {
        var name = new StringBuilder(key);
        for (var argument : arguments) {
            var text = String.valueOf(argument);
            if (!NUMBER.matcher(text).matches()) {
                return Optional.empty();
            }
            name.append('-').append(text);
        }
        return Optional.of(name.toString());
    }
}

package org.egide.frontdoor;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.egide.platform.AgeBand;
import org.egide.platform.Language;
import org.egide.platform.Settings;
import org.egide.platform.messages.Messages;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;

/**
 * Sentences that an operator has had read aloud: {@code <data>/recordings/<language>/<band or "all">/<name>.mp3} (or {@code .ogg},
 * {@code .m4a}), which play without scripts too (R16). A file counts when its first bytes are those of such a recording, it is at most
 * {@link #LARGEST} bytes and it is no link. Only what was found when the folder was last looked through can be asked for: nothing that
 * anybody sends ever becomes a path.
 */
@Component
final class Recordings {
    /** The largest recording, in bytes: about two minutes of speech. */
    static final int LARGEST = 2 << 20;

    private static final String EVERYBODY = "all";
    private static final int MOST_FILES = 50_000;
    private static final int DEEP = 3;
    private static final int MAGIC_BYTES = 12;
    private static final Duration FRESH = Duration.ofMinutes(1);
    private static final Pattern FILE =
            Pattern.compile("[a-z]{2,3}/[0-9a-z-]{2,10}/([A-Za-z0-9_.-]{1,120})\\.(mp3|ogg|m4a)");

    private final Path folder;
    private final Messages messages;
    private final Clock clock;
    private volatile Found found;

    Recordings(Settings settings, Messages messages, Clock clock) {
        this.folder = settings.data().resolve("recordings");
        this.messages = messages;
        this.clock = clock;
        this.found = look();
    }

    /** A recording: where it lies and what it is. */
    record Recording(Path file, MediaType type) {}

    /** By address: what is asked for, and for each sentence the address of its recording. */
    private record Found(Map<String, Recording> files, Map<String, String> sentences, Instant at) {}

    /** The address of the recording of a sentence as readers of that age read it. */
    Optional<String> address(Language language, AgeBand band, String name) {
        var sentences = found().sentences();
        var own = Optional.ofNullable(sentences.get(place(language, band.folder(), name)));
        // What the band says in other words nobody has said for everybody.
        return own.isPresent() || messages.keys(language, band).contains(key(name))
                ? own
                : Optional.ofNullable(sentences.get(place(language, EVERYBODY, name)));
    }

    /** The recording at an address below {@code /recordings/}. */
    Optional<Recording> at(String address) {
        return Optional.ofNullable(found().files().get(address));
    }

    /** The sentences of the child's path that nobody has read aloud yet, in that language and for that age. */
    List<String> missing(Language language, AgeBand band) {
        return messages.keys(language).stream()
                .filter(ChildSentences::contains)
                .filter(key -> recorded(language, band, key).isEmpty())
                .toList();
    }

    /** A sentence with a number counts as recorded when it is for any number. */
    private Optional<String> recorded(Language language, AgeBand band, String key) {
        if (messages.pattern(language, band, key).indexOf('{') < 0) {
            return address(language, band, key);
        }
        return found().sentences().keySet().stream()
                .filter(place -> place.startsWith(language.code() + '/'))
                .map(place -> place.substring(place.lastIndexOf('/') + 1))
                .filter(name -> key(name).equals(key))
                .flatMap(name -> address(language, band, name).stream())
                .findFirst();
    }

    private static String key(String name) {
        return name.replaceAll("(-[0-9]{1,6})+$", "");
    }

    private static String place(Language language, String band, String name) {
        return language.code() + '/' + band + '/' + name;
    }

    private Found found() {
        var known = found;
        if (Duration.between(known.at(), clock.instant()).abs().compareTo(FRESH) > 0) {
            known = look();
            found = known;
        }
        return known;
    }

    private Found look() {
        var files = new TreeMap<String, Recording>();
        var sentences = new TreeMap<String, String>();
        if (Files.isDirectory(folder)) {
            try (var all = Files.walk(folder, DEEP)) {
                all.limit(MOST_FILES).forEach(file -> {
                    var address = folder.relativize(file).toString();
                    var name = FILE.matcher(address);
                    if (name.matches()) {
                        type(file).ifPresent(type -> {
                            files.put(address, new Recording(file, type));
                            sentences.put(address.substring(0, address.lastIndexOf('.')), "/recordings/" + address);
                        });
                    }
                });
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return new Found(Map.copyOf(files), Map.copyOf(sentences), clock.instant());
    }

    /** What the file is by its first bytes, whatever it is called. */
    private static Optional<MediaType> type(Path file) {
        try {
            if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) || Files.size(file) > LARGEST) {
                return Optional.empty();
            }
            try (var bytes = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
                return type(bytes.readNBytes(MAGIC_BYTES));
            }
        } catch (IOException e) {
            // Gone or closed to us between two looks: then it is not there.
            return Optional.empty();
        }
    }

    private static Optional<MediaType> type(byte[] first) {
        var text = new String(first, StandardCharsets.ISO_8859_1);
        if (text.startsWith("OggS")) {
            return Optional.of(MediaType.valueOf("audio/ogg"));
        }
        if (text.startsWith("ftyp", 4)) {
            return Optional.of(MediaType.valueOf("audio/mp4"));
        }
        var frame = first.length > 1 && (first[0] & 0xff) == 0xff && (first[1] & 0xe0) == 0xe0;
        return text.startsWith("ID3") || frame ? Optional.of(MediaType.valueOf("audio/mpeg")) : Optional.empty();
    }
}

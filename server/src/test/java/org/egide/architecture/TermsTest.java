package org.egide.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The words of the field (GP9.1, GP10.1): what has been left behind appears nowhere that a person or a machine can read. */
final class TermsTest {
    /** Literals that a wire format of somebody else fixes. */
    private static final Set<String> FIXED_BY_OTHERS =
            Set.of("server/src/main/resources/gateway/ispws.xsd", "server/src/main/resources/gateway/wire-words.json");

    private static final Pattern LEFT_BEHIND = Pattern.compile(
            "child[- ]?porn|kiddie[- ]?porn|kidporn|child[- ]prostitut|child[- ]sex[- ]worker|child[- ]sex[- ]touris"
                    + "|juvenile[- ]sex[- ]offender|revenge[- ]porn|sextortion|virtual[- ]child[- ]porn|fake[- ]child[- ]porn"
                    + "|pornographie[- ](juv|enfantine|infantile)|pédoporno|pedoporno|prostitution (enfantine|infantile)"
                    + "|tourisme sexuel|pornograf[ií]a (infantil|juvenil|de menores)|porno (infantil|vengativo)|pornovenganza"
                    + "|prostituci[oó]n (infantil|de menores)|turismo sexual|sextorsi[oó]n|إباحي|اباحي|دعارة|سياحة جنسية",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

    @Test
    void GP9_1_wordsThatTheFieldHasLeftBehindStandNowhere() {
        var found = new ArrayList<String>();
        for (var file : readable()) {
            var matcher = LEFT_BEHIND.matcher(SourceFiles.read(file));
            while (matcher.find()) {
                found.add(SourceFiles.TOP.relativize(file) + ": " + matcher.group());
            }
        }
        assertThat(found).isEmpty();
    }

    @Test
    void GP10_1_theCheckWouldSeeThem() {
        assertThat(LEFT_BEHIND.matcher("Revenge porn").find()).isTrue();
        assertThat(LEFT_BEHIND.matcher("Pornographie infantile").find()).isTrue();
        assertThat(LEFT_BEHIND.matcher("Pornografía infantil").find()).isTrue();
        assertThat(LEFT_BEHIND.matcher("child sexual abuse material").find()).isFalse();
        assertThat(readable()).hasSizeGreaterThan(60);
    }

    private static List<Path> readable() {
        var files = new ArrayList<Path>();
        for (var folder :
                List.of("server/src/main", "demo/src/main", "fingerprint/src/main", "verifier/src/main", "docs")) {
            files.addAll(SourceFiles.under(
                    folder,
                    ".java",
                    ".jte",
                    ".properties",
                    ".md",
                    ".json",
                    ".xsd",
                    ".css",
                    ".js",
                    ".svg",
                    ".txt",
                    ".sql"));
        }
        files.addAll(SourceFiles.under("server/src/main/resources/messages", ".txt"));
        files.removeIf(file ->
                FIXED_BY_OTHERS.contains(SourceFiles.TOP.relativize(file).toString()));
        return files;
    }
}

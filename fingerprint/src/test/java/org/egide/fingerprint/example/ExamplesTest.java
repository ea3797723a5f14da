package org.egide.fingerprint.example;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.egide.fingerprint.Fingerprinter;
import org.egide.fingerprint.Fingerprints;
import org.egide.fingerprint.Limits;
import org.egide.fingerprint.NearDuplicateIndex;
import org.egide.fingerprint.Orientation;
import org.egide.fingerprint.Pdq;
import org.egide.fingerprint.PictureFixture;
import org.egide.fingerprint.Pixels;
import org.egide.fingerprint.QueryVariant;
import org.egide.fingerprint.archive.ArchiveScan;
import org.egide.fingerprint.archive.ScanSettings;
import org.egide.fingerprint.archive.ScanStopped;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The examples of the README, from outside the library's package: they compile, they run, and the README has them word for word. */
final class ExamplesTest {

    @TempDir
    Path folder;

    private Path picture(String sample) throws IOException {
        return Files.write(folder.resolve(sample), PictureFixture.sample(sample));
    }

    @Test
    void hashingAFile() throws IOException {
        Path file = picture("blocks-1024x768.jpg");
        List<String> told = new ArrayList<>();

        Fingerprinter fingerprinter = new Fingerprinter();
        Fingerprints found = fingerprinter.of(Files.readAllBytes(file));
        String sha256 = found.exact().sha256();
        found.perceptual().ifPresent(picture -> {
            Pdq canonical = picture.full().pdq();
            Pdq asOnADevice = picture.capped().pdq();
            boolean usable = picture.full().trusted();
            told.add(canonical.hex() + " " + asOnADevice.hex() + " " + usable);
        });
        found.refusal().ifPresent(why -> told.add(why.reason() + ": " + why.detail()));

        assertThat(sha256).hasSize(64);
        assertThat(told).singleElement().asString().hasSize(64 + 1 + 64 + 5).endsWith(" true");
    }

    @Test
    void comparingTwoPictures() throws IOException {
        byte[] one = Files.readAllBytes(picture("blocks-1024x768.jpg"));
        byte[] other = Files.readAllBytes(picture("blocks-1024x768--mirror.jpg"));
        Fingerprinter fingerprinter = new Fingerprinter();

        Pdq known = fingerprinter.of(one).perceptual().orElseThrow().full().pdq();
        List<QueryVariant> copies =
                fingerprinter.of(other).perceptual().orElseThrow().queryVariants();
        Optional<QueryVariant> same =
                copies.stream().filter(copy -> copy.pdq().distance(known) <= 31).findFirst();

        assertThat(same.map(QueryVariant::orientation)).contains(Orientation.FLIPPED_Y);
    }

    @Test
    void keepingAListAndAskingIt() throws IOException {
        Path snapshot = folder.resolve("list.index");
        Fingerprints.Perceptual picture = new Fingerprinter()
                .of(Files.readAllBytes(picture("blocks-1024x768.jpg")))
                .perceptual()
                .orElseThrow();
        Pdq entry = picture.full().pdq();

        NearDuplicateIndex index = new NearDuplicateIndex();
        index.add(entry);
        for (QueryVariant variant : picture.queryVariants()) {
            for (NearDuplicateIndex.Neighbour near : index.near(variant.pdq(), 31)) {
                System.out.println(near.distance() + " bits, " + variant.orientation() + ", trims " + variant.trims());
            }
        }
        index.save(snapshot);
        NearDuplicateIndex later = NearDuplicateIndex.load(snapshot);
        later.withdraw(entry);

        assertThat(index.near(entry, 0)).hasSize(1);
        assertThat(later.near(entry, 31)).isEmpty();
    }

    @Test
    void pixelsThatSomethingElseHasDecoded() {
        int width = 640;
        int height = 480;
        int[] rgb = new int[width * height];

        Optional<Fingerprints.Perceptual> picture = new Fingerprinter().of(Pixels.of(width, height, rgb));
        boolean usable = picture.filter(Fingerprints.Perceptual::trusted).isPresent();

        assertThat(picture).isPresent();
        assertThat(usable).isFalse();
    }

    @Test
    void scanningAnArchive() throws IOException, ScanStopped {
        Path archive = Files.createDirectory(folder.resolve("archive"));
        Files.write(archive.resolve("a.jpg"), PictureFixture.sample("blocks-1024x768.jpg"));
        Path list = Files.writeString(
                folder.resolve("known.txt"),
                new Fingerprinter()
                                .of(PictureFixture.sample("blocks-1024x768--mirror.jpg"))
                                .perceptual()
                                .orElseThrow()
                                .full()
                                .pdq()
                                .hex()
                        + "\n");
        Path out = folder.resolve("hits.csv");

        ScanSettings settings = new ScanSettings(archive, List.of(list), out, true, 31, 2, Limits.DEFAULT);
        Optional<ArchiveScan.Result> done = new ArchiveScan(settings, System.err, Clock.systemUTC()).run();
        done.ifPresent(result -> System.out.println(
                result.tally().near() + " of " + result.tally().seen()));

        assertThat(done.orElseThrow().tally().near()).isEqualTo(1);
    }

    /** Each line of the README's Java is a line of this file, in the same order. */
    @Test
    void theReadmeShowsTheseExamples() throws IOException {
        String source = flat(Files.readString(
                Path.of("src/test/java/org/egide/fingerprint/example/ExamplesTest.java"), StandardCharsets.UTF_8));
        String readme = Files.readString(Path.of("README.md"), StandardCharsets.UTF_8);
        List<String> examples = new ArrayList<>();
        for (int from = readme.indexOf("```java"); from >= 0; from = readme.indexOf("```java", from + 1)) {
            examples.add(flat(readme.substring(from + 7, readme.indexOf("```", from + 7))));
        }
        assertThat(examples).hasSize(5).allSatisfy(example -> assertThat(source).contains(example));
    }

    /** Without white space, which the formatter may move. */
    private static String flat(String text) {
        return text.replaceAll("\\s+", "");
    }
}

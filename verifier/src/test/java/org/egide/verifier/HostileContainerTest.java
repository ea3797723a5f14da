package org.egide.verifier;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostileContainerTest {
    private final CanonicalZip zip = new CanonicalZip(Limits.USUAL);

    @Test
    void theSameFilesGiveTheSameBytesAndCommonReadersUnderstandThem() throws IOException {
        var files = new TreeMap<String, byte[]>();
        files.put("b/two", new byte[] {1, 2});
        files.put("a", new byte[0]);
        byte[] bytes = zip.write(files);

        assertThat(zip.write(new TreeMap<>(files))).isEqualTo(bytes);
        assertThat(zip.read(bytes).keySet()).containsExactly("a", "b/two");
        var names = new ArrayList<String>();
        try (var in = new ZipInputStream(new ByteArrayInputStream(bytes))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                names.add(entry.getName());
            }
        }
        assertThat(names).containsExactly("a", "b/two");
    }

    @Test
    void aBombIsRefusedBeforeItExpands() throws IOException {
        var out = new ByteArrayOutputStream();
        try (var bomb = new ZipOutputStream(out)) {
            bomb.putNextEntry(new ZipEntry("data/zeros"));
            byte[] zeros = new byte[1 << 20];
            for (int i = 0; i < 64; i++) {
                bomb.write(zeros);
            }
            bomb.closeEntry();
        }
        assertThat(out.size()).isLessThan(200_000);

        assertThat(refusals(out.toByteArray(), Limits.USUAL)).containsExactly(RefusalCode.ZIP_COMPRESSED);
    }

    @Test
    void aLengthThatPromisesGigabytesIsRefusedWithoutMakingRoomForThem() {
        byte[] bytes = zip.write(new TreeMap<>(Map.of("a", new byte[4])));
        for (int i = 18; i < 26; i++) {
            bytes[i] = (byte) 0xff;
        }

        assertThat(refusals(bytes, Limits.USUAL)).containsExactly(RefusalCode.ZIP_TRUNCATED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"../x1", "/x/1", "a/..", "a//b", ".bash", "a\\bc", "a\nbc", "a:bc", "a/./b", "\u00e9abc"})
    void anUnsafeNameIsRefused(String name) {
        byte[] bytes = zip.write(new TreeMap<>(Map.of("q".repeat(name.length()), new byte[1])));
        byte[] latin = name.getBytes(ISO_8859_1);
        System.arraycopy(latin, 0, bytes, 30, latin.length);

        assertThat(refusals(bytes, Limits.USUAL)).containsExactly(RefusalCode.ZIP_NAME);
    }

    @Test
    void aNameTwiceIsRefused() {
        var files = new TreeMap<String, byte[]>();
        files.put("aa", new byte[1]);
        files.put("ab", new byte[1]);
        byte[] bytes = zip.write(files);
        bytes[30 + 2 + 1 + 30 + 1] = 'a';
        assertThat(new String(bytes, 63, 2, US_ASCII)).isEqualTo("aa");

        assertThat(refusals(bytes, Limits.USUAL)).containsExactly(RefusalCode.ZIP_DUPLICATE);
    }

    @Test
    void moreFilesOrBytesThanTheLimitsAreRefused() {
        var files = new TreeMap<String, byte[]>();
        for (int i = 0; i < 20; i++) {
            files.put("f" + i, new byte[10]);
        }
        byte[] bytes = zip.write(files);

        assertThat(refusals(bytes, new Limits(1_000_000, 19))).containsExactly(RefusalCode.ZIP_TOO_MANY_ENTRIES);
        assertThat(refusals(bytes, new Limits(100, 100))).containsExactly(RefusalCode.FILE_TOO_LARGE);
        assertThatThrownBy(() -> new CanonicalZip(new Limits(100, 100)).write(files))
                .isInstanceOf(Refused.class);
    }

    @Test
    void anArchiveAmongTheExhibitsIsKeptAsBytesAndNeverOpened() throws IOException {
        var inner = new ByteArrayOutputStream();
        try (var archive = new ZipOutputStream(inner)) {
            archive.putNextEntry(new ZipEntry("../../climbing"));
            archive.write(1);
        }
        var files = new TreeMap<String, byte[]>();
        files.put("data/files/found.zip", inner.toByteArray());

        assertThat(zip.read(zip.write(files)).get("data/files/found.zip")).isEqualTo(inner.toByteArray());
    }

    @Test
    void aContainerWithPrefixedOrHiddenBytesIsRefused() {
        byte[] bytes = zip.write(new TreeMap<>(Map.of("a", new byte[4])));
        byte[] prefixed = new byte[bytes.length + 4];
        System.arraycopy(bytes, 0, prefixed, 4, bytes.length);

        assertThatThrownBy(() -> zip.read(prefixed)).isInstanceOf(Refused.class);
    }

    private static List<RefusalCode> refusals(byte[] bytes, Limits limits) {
        return Checkable.recognise(bytes)
                .check(Expectations.NONE.withLimits(limits))
                .refusals();
    }
}

package org.egide.report;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The items of a report as one block of bytes, before sealing and after opening. */
final class ItemSheet {
    private static final int VERSION = 1;

    private ItemSheet() {}

    static byte[] write(List<NewItem> items) {
        var bytes = new ByteArrayOutputStream();
        try (var out = new DataOutputStream(bytes)) {
            out.writeByte(VERSION);
            out.writeInt(items.size());
            for (var item : items) {
                write(out, UUID.randomUUID());
                out.writeUTF(item.kind().name());
                var value = item.value().getBytes(StandardCharsets.UTF_8);
                out.writeInt(value.length);
                out.write(value);
                out.writeBoolean(item.file().isPresent());
                if (item.file().isPresent()) {
                    write(out, item.file().get().value());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    static List<ReportItem> read(ReportId report, byte[] sheet) {
        try (var in = new DataInputStream(new ByteArrayInputStream(sheet))) {
            if (in.readByte() != VERSION) {
                throw new IllegalStateException("an item sheet of another version");
            }
            var count = in.readInt();
            var items = new ArrayList<ReportItem>(count);
            for (var i = 0; i < count; i++) {
                var id = new ItemId(uuid(in));
                var kind = ItemKind.valueOf(in.readUTF());
                var value = new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8);
                var file = in.readBoolean() ? Optional.of(new FileId(uuid(in))) : Optional.<FileId>empty();
                items.add(new ReportItem(id, report, kind, value, file));
            }
            return items;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(DataOutputStream out, UUID id) throws IOException {
        out.writeLong(id.getMostSignificantBits());
        out.writeLong(id.getLeastSignificantBits());
    }

    private static UUID uuid(DataInputStream in) throws IOException {
        return new UUID(in.readLong(), in.readLong());
    }
}

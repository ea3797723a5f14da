package org.egide.report;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.TreeMap;
import java.util.UUID;
import org.egide.keys.KeyBundle;
import org.egide.keys.Place;
import org.egide.keys.Purpose;
import org.egide.keys.Seals;
import org.egide.platform.Json;
import org.egide.staff.DeskId;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Turns what a door has read into sealed parts, each under the key of its purpose. Runs in the thread of the request. */
@Component
final class Sealing {
    private static final JsonMapper JSON = Json.forgetful();

    private final Seals seals;
    private final Clock clock;

    Sealing(Seals seals, Clock clock) {
        this.seals = seals;
        this.clock = clock;
    }

    Draft seal(NewReport told, DeskId desk) {
        var id = ReportId.random();
        var keys = seals.bundle();
        return new Draft(
                id,
                told,
                ClearRow.of(id, desk, told),
                clock.instant().truncatedTo(ChronoUnit.MICROS),
                keys,
                seals.seal(
                        keys.key(Purpose.SUBMISSION), Places.raw(id), told.raw().bytes()),
                narrative(told, id, keys),
                identity(told, id, keys),
                items(told, id, keys));
    }

    private byte @Nullable [] narrative(NewReport told, ReportId id, KeyBundle keys) {
        return told.narrative()
                .map(words -> seals.seal(keys.key(Purpose.NARRATIVE), Places.narrative(id), words))
                .orElse(null);
    }

    private byte @Nullable [] identity(NewReport told, ReportId id, KeyBundle keys) {
        return told.identity().isEmpty()
                ? null
                : seals.seal(
                        keys.key(Purpose.IDENTITY),
                        Places.identity(id),
                        JSON.writeValueAsBytes(new TreeMap<>(told.identity())));
    }

    private byte @Nullable [] items(NewReport told, ReportId id, KeyBundle keys) {
        return told.items().isEmpty()
                ? null
                : seals.seal(keys.key(Purpose.ITEM), Places.items(id), ItemSheet.write(told.items()));
    }

    /** Where each sealed part lives. */
    static final class Places {
        private Places() {}

        static Place raw(ReportId id) {
            return new Place("report.report", id.toString(), "raw");
        }

        static Place unread(UUID id) {
            return new Place("report.unread", id.toString(), "sealed");
        }

        static Place narrative(ReportId id) {
            return new Place("report.report", id.toString(), "narrative");
        }

        static Place identity(ReportId id) {
            return new Place("report.report", id.toString(), "identity");
        }

        static Place items(ReportId id) {
            return new Place("report.report", id.toString(), "items");
        }

        static Place file(FileId id) {
            return new Place("report.file", id.toString(), "description");
        }

        static Place fileKey(FileId id) {
            return new Place("report.file", id.toString(), "stored_key");
        }
    }
}

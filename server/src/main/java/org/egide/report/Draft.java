package org.egide.report;

import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import org.egide.keys.KeyBundle;
import org.jspecify.annotations.Nullable;

/** A report sealed in memory, waiting for its place in the next commit. */
final class Draft {
    private final ReportId id;
    private final NewReport told;
    private final ClearRow clear;
    private final Instant at;
    private final KeyBundle keys;
    private final byte[] raw;
    private final byte @Nullable [] narrative;
    private final byte @Nullable [] identity;
    private final byte @Nullable [] items;
    private final CompletableFuture<Receipt> receipt = new CompletableFuture<>();

    Draft(
            ReportId id,
            NewReport told,
            ClearRow clear,
            Instant at,
            KeyBundle keys,
            byte[] raw,
            byte @Nullable [] narrative,
            byte @Nullable [] identity,
            byte @Nullable [] items) {
        this.id = id;
        this.told = told;
        this.clear = clear;
        this.at = at;
        this.keys = keys;
        this.raw = raw;
        this.narrative = narrative;
        this.identity = identity;
        this.items = items;
    }

    ReportId id() {
        return id;
    }

    NewReport told() {
        return told;
    }

    ClearRow clear() {
        return clear;
    }

    Instant at() {
        return at;
    }

    KeyBundle keys() {
        return keys;
    }

    byte[] raw() {
        return raw;
    }

    byte @Nullable [] narrative() {
        return narrative;
    }

    byte @Nullable [] identity() {
        return identity;
    }

    byte @Nullable [] items() {
        return items;
    }

    CompletableFuture<Receipt> receipt() {
        return receipt;
    }

    /** Whether its row is all there is to write: no file to bind, no code to keep. */
    boolean standsAlone() {
        return told.code().isEmpty()
                && !namesInsider()
                && told.items().stream().allMatch(item -> item.file().isEmpty());
    }

    /** Whether somebody says that an insider is involved. */
    boolean namesInsider() {
        return told.facts().stream().anyMatch(fact -> fact.kind() == FactKind.INSIDER && "YES".equals(fact.value()));
    }

    /** Whether a fact says that somebody may be in danger now: such reports are announced before all others. */
    boolean urgent() {
        return told.facts().stream().anyMatch(Draft::urgent);
    }

    private static boolean urgent(Fact fact) {
        return fact.tellsDanger() || (fact.kind() == FactKind.URGENT_BY_SENDER && "YES".equals(fact.value()));
    }
}

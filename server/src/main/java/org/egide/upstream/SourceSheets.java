package org.egide.upstream;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.egide.fingerprints.SourceId;
import org.egide.staff.Person;
import org.egide.upstream.view.SourceLine;
import org.egide.upstream.view.SourceSheet;
import org.springframework.stereotype.Component;

/** Makes what the pages show of the sources. */
@Component
final class SourceSheets {
    private final Upstreams upstreams;
    private final VoteStore votes;

    SourceSheets(Upstreams upstreams, VoteStore votes) {
        this.upstreams = upstreams;
        this.votes = votes;
    }

    List<SourceLine> lines(Person viewer) {
        return upstreams.of(viewer).stream().map(SourceSheets::line).toList();
    }

    SourceSheet of(Person viewer, SourceId id) {
        var source = upstreams.one(viewer, id);
        var counts = upstreams.counted(viewer, id).entrySet().stream()
                .map(one -> new SourceSheet.Tallied(one.getKey().name(), one.getValue()))
                .toList();
        return new SourceSheet(
                line(source),
                source.base().toString(),
                source.list().toString(),
                source.every().toMinutes(),
                Instant.ofEpochSecond(source.cursor().checkpoint()),
                source.cursor().token().isPresent(),
                source.cursor().pages(),
                source.tries(),
                source.faultAt(),
                counts,
                votes.of(id).stream().map(SourceSheets::line).toList());
    }

    private static SourceLine line(Source source) {
        return new SourceLine(
                source.id().toString(),
                source.name(),
                source.form().name(),
                source.state().name(),
                source.pulledAt(),
                Optional.of(source.nextAt()).filter(at -> source.state() == SourceState.PULLING),
                source.fault().map(Enum::name).orElse(""));
    }

    private static SourceSheet.VoteLine line(VoteStore.Cast cast) {
        return new SourceSheet.VoteLine(
                cast.id().toString(),
                cast.entry().toString().substring(0, 8),
                cast.kind().name(),
                cast.up(),
                cast.state().name(),
                cast.code(),
                cast.state() == VoteState.UNCLEAR || cast.state() == VoteState.REFUSED,
                cast.created());
    }
}

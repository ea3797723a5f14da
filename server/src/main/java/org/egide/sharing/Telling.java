package org.egide.sharing;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.egide.fingerprints.EntryId;
import org.egide.fingerprints.HashKind;
import org.egide.fingerprints.Hashes;
import org.egide.fingerprints.ListId;
import org.egide.fingerprints.SharedEntries;
import org.egide.platform.Refusal;
import org.egide.platform.Transaction;
import org.egide.sharing.Feed.Told;
import org.egide.sharing.SharingGrants.Pullable;
import org.springframework.stereotype.Component;

/**
 * Reads a page for a partner. What stands on the feed and may be told no more at this moment (withdrawn, ended, taken back an instant
 * ago) is told as gone. Hashes are opened here, in the transaction that counts the pull and began it in the audit record.
 */
@Component
final class Telling {
    private final Transaction transaction;
    private final Feed feed;
    private final Pulls pulls;
    private final SharingGrants grants;
    private final SharedEntries entries;
    private final Feedbacks feedbacks;

    Telling(
            Transaction transaction,
            Feed feed,
            Pulls pulls,
            SharingGrants grants,
            SharedEntries entries,
            Feedbacks feedbacks) {
        this.transaction = transaction;
        this.feed = feed;
        this.pulls = pulls;
        this.grants = grants;
        this.entries = entries;
        this.feedbacks = feedbacks;
    }

    /** The question: seconds from and to, both included, after a place, at most so many rows; what the client's clock says, if it says. */
    record Range(long from, long to, long after, int size, Optional<Long> ahead) {
        long lastPlace() {
            return (to + 1) * Feed.SECOND - 1;
        }
    }

    /** An entry to be told: its hashes also when it is gone, for a form that names entries by them. */
    record Line(
            EntryId entry,
            long second,
            boolean gone,
            boolean video,
            Members.Member owner,
            String classification,
            Hashes hashes,
            List<Feedback> feedback) {
        Line {
            feedback = List.copyOf(feedback);
        }

        /** The picture fingerprint: the canonical form before the form nobody named, and that before the capped one. */
        Optional<String> pdq() {
            return hashes.full().or(hashes::pdq).or(hashes::capped).map(pdq -> pdq.hex());
        }

        Optional<String> hash(HashKind kind) {
            return switch (kind) {
                case PDQ -> pdq();
                case SHA256 -> hashes.sha256();
                case SHA1 -> hashes.sha1();
                case MD5 -> hashes.md5();
            };
        }

        @Override
        public String toString() {
            return "Line[" + entry + "]";
        }
    }

    /** The lines, where the page ended, and how many rows are left in the range (up to a million). */
    record Page(List<Line> lines, long last, long left) {
        Page {
            lines = List.copyOf(lines);
        }
    }

    Page page(SharingPartner partner, Range range, Optional<Long> known) {
        return transaction.in(() -> {
            pulls.asks(partner, range.to(), range.ahead());
            var rows = feed.read(
                    partner.id(), range.from() * Feed.SECOND, range.lastPlace(), range.after(), range.size() + 1);
            var more = rows.size() > range.size();
            var told = more ? rows.subList(0, range.size()) : rows;
            var last = told.isEmpty() ? range.after() : told.getLast().place();
            var lines = lines(partner, told);
            var deletions = lines.stream().filter(Line::gone).count();
            pulls.took(partner, lines.size() - deletions, deletions);
            var left = more ? known.orElseGet(() -> feed.count(partner.id(), range.lastPlace(), last)) : 0;
            return new Page(lines, last, left);
        });
    }

    /** The entry, when it stands on a list of that member and has a fingerprint of that kind; not found else. */
    EntryId owned(SharingPartner partner, String member, EntryId entry, HashKind kind) {
        return transaction.in(() -> feed.find(partner.id(), entry).stream()
                .flatMap(told -> lines(partner, List.of(told)).stream())
                .filter(line -> !line.gone()
                        && member.equals(String.valueOf(line.owner().id())))
                .filter(line -> line.hash(kind).isPresent())
                .map(Line::entry)
                .findFirst()
                .orElseThrow(Refusal::notFound));
    }

    private List<Line> lines(SharingPartner partner, List<Told> told) {
        var ids = told.stream().map(Told::entry).toList();
        var contents = entries.read(ids);
        var said = feedbacks.of(ids);
        var open = grants.pullable(partner);
        var ever = grants.everGranted(partner);
        var lines = new ArrayList<Line>(told.size());
        for (var one : told) {
            var content = contents.get(one.entry());
            var list = ever.get(one.list());
            if (content != null && list != null) {
                lines.add(line(one, content, list, open, said.getOrDefault(one.entry(), List.of())));
            }
        }
        return lines;
    }

    private static Line line(
            Told told,
            SharedEntries.Content content,
            Pullable list,
            Map<ListId, Pullable> open,
            List<Feedback> feedback) {
        var gone = told.gone() || !content.stands() || !open.containsKey(told.list());
        var hashes = content.hashes();
        var picture = hashes.full().isPresent()
                || hashes.pdq().isPresent()
                || hashes.capped().isPresent();
        return new Line(
                told.entry(),
                told.second(),
                gone,
                !picture && list.videos(),
                list.owner(),
                content.classification(),
                hashes,
                gone ? List.of() : feedback);
    }
}

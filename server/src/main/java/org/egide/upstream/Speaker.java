package org.egide.upstream;

import java.time.Instant;
import org.egide.platform.fetch.Call;

/** Speaks one form: what to ask next and what an answer means. Keeps nothing. */
sealed interface Speaker permits NcmecClient, StopNciiClient {
    /** A question, and the cursor with the range it asks for. */
    record Question(Call call, Cursor cursor) {}

    /** The next question to a source that was read that far. */
    Question next(Source source, Login login, Instant now);

    /** What the answer to a question says. */
    Reading read(Cursor asked, byte[] body, Instant now);

    /** How to say whether an entry belongs where it stands. */
    Call vote(Source source, Login login, Vote vote);
}

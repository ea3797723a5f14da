package org.egide.upstream;

import java.util.Arrays;
import org.egide.platform.Refusal;

/** In which form a source speaks. */
public enum Form {
    /** NCMEC's hash-sharing form, version 2: XML, HTTP Basic, ranges of time. */
    NCMEC,
    /** StopNCII's form, version 1: JSON, keys in headers, one running number. */
    STOPNCII;

    /** Reads a choice of a form field; refuses {@code unknown-form}. */
    static Form of(String name) {
        return Arrays.stream(values())
                .filter(form -> form.name().equals(name))
                .findFirst()
                .orElseThrow(() -> Refusal.because("unknown-form", "Choose the form in which the source speaks."));
    }
}

package org.egide.evidence;

import org.egide.verifier.PackageLayout;

/**
 * The name of a package, also its file name.
 *
 * @param value letters, digits, dot, hyphen and underscore, at most 100
 */
public record PackageReference(String value) {
    public PackageReference {
        if (value.length() > 100 || !PackageLayout.isSafeName(value)) {
            throw new IllegalArgumentException("a package reference is a plain file name of at most 100 characters");
        }
    }
}

/**
 * Sealed evidence that an outsider can verify.
 *
 * <p>Promises: what is written is checked with the outsider's own tool before it leaves; the same report, custody
 * record and exhibits give the same files, signature aside; private keys come in as {@link
 * org.egide.evidence.SigningIdentity} and are never written out. Never: opens, renders or changes an exhibit; names a
 * person in the custody record; hands a package to fewer than two recipients. Format: README of the verifier.
 * Events: none sent, none heard yet. Serves R46.3 and R47.2.
 */
@NullMarked
package org.egide.evidence;

import org.jspecify.annotations.NullMarked;

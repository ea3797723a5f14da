/**
 * Checks what a node hands out, without the node: evidence packages, the outputs of an archive's scan, the transparency log later.
 *
 * <p>For judges, overseers and the defence. It knows file formats only, never the server and never its database.
 * It promises: one changed byte anywhere in a package is refused; a refusal has a stable code and one plain sentence;
 * memory is bounded by the size of the file and a limit. It never writes to disk, never opens an archive found among
 * the exhibits, and never asks the network. The writer in the server shares the format through {@link
 * org.egide.verifier.CanonicalZip}, {@link org.egide.verifier.Bag}, {@link org.egide.verifier.DetachedSignature} and
 * {@link org.egide.verifier.CustodyLine}; common tools (unzip, sha256sum, openssl, age) check the same files
 * independently. Serves R17.1, R46.3 and R47.2.
 */
@NullMarked
package org.egide.verifier;

import org.jspecify.annotations.NullMarked;

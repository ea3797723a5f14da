/**
 * Sealing: what is personal is stored only as ciphertext that the keys of its purpose open.
 *
 * <p>Promises: sealing needs public keys only ({@link org.egide.keys.Seals}); opening needs the keyring
 * ({@link org.egide.keys.Opener}) and belongs in a transaction that writes an audit row; a sealed value opens only in the
 * place (table, row, field) it was sealed for; erasing a key ({@link org.egide.keys.Seals#erase}) makes everything under it
 * unreadable for ever. It never stores a private key in the database and never logs a key. It sends and hears no events.
 */
@ApplicationModule(allowedDependencies = {"platform", "platform::*"})
@NullMarked
package org.egide.keys;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

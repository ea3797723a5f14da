/**
 * The private PostgreSQL of one Egide process: the engine travels inside the application, lives in one folder and dies with its owner.
 *
 * <p>Promises: what the database acknowledged survives the sudden death of either process; the server listens on 127.0.0.1 alone and
 * every connection needs a generated password; one folder has one owner at a time; the server's log never holds row content; a server
 * left behind by a former run is stopped in order before the next one starts.
 *
 * <p>Never: opens a data folder of another major version, leaves a server running after its owner is gone, or stops one that is not
 * on its own folder. It sends and hears no events, knows nothing of the framework, and takes no backups.
 */
@NullMarked
package org.egide.platform.database;

import org.jspecify.annotations.NullMarked;

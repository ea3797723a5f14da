package org.egide.fingerprint;

/** Who takes the rows of a picture one after the other: each is written to the room it gives, then accepted. */
interface LumaRows {

    /** Where the next row goes. */
    float[] room();

    /** The row has been written. */
    void accept();
}

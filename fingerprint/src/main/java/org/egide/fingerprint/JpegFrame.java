package org.egide.fingerprint;

/**
 * What the frame header of a JPEG says (ITU-T T.81, B.2.2), where the first component is the luma at full resolution.
 *
 * @param width of the picture
 * @param height of the picture
 * @param across blocks of each component side by side in a unit of interleaved data
 * @param down blocks of each component one above the other in it
 * @param ids how scans name the components
 */
record JpegFrame(int width, int height, int[] across, int[] down, int[] ids) {

    private static final int BLOCK = 8;

    /** The luma is the first. */
    static final int LUMA = 0;

    /** Units of interleaved data side by side. */
    int unitsAcross() {
        return Math.ceilDiv(width, BLOCK * across[LUMA]);
    }

    /** Units of interleaved data one above the other. */
    int unitsDown() {
        return Math.ceilDiv(height, BLOCK * down[LUMA]);
    }

    /** Blocks of luma in a row, padded to whole units. */
    int blocksAcross() {
        return unitsAcross() * across[LUMA];
    }

    /** Rows of blocks of luma, padded to whole units. */
    int blocksDown() {
        return unitsDown() * down[LUMA];
    }

    /** Blocks of luma in a row that hold a part of the picture: what a scan of the luma alone has. */
    int usedAcross() {
        return Math.ceilDiv(width, BLOCK);
    }

    /** Blocks in a unit that interleaves these components; the standard allows ten. */
    int blocksIn(int[] components) {
        int blocks = 0;
        for (int component : components) {
            blocks += across[component] * down[component];
        }
        return blocks;
    }

    /** Rows of blocks of luma that hold a part of the picture. */
    int usedDown() {
        return Math.ceilDiv(height, BLOCK);
    }

    /** The component of this name. */
    int component(int id) throws OddJpegException {
        for (int i = 0; i < ids.length; i++) {
            if (ids[i] == id) {
                return i;
            }
        }
        throw new OddJpegException("a scan of a component that the frame does not have");
    }
}

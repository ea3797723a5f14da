package org.egide.sharing;

import java.util.List;

/** The wire forms that partners' programs speak, and the doors each has a secret for. */
public enum SharingForm {
    /** The hash-sharing form of the NCMEC kind, version 2. */
    NCMEC(SharingDoor.BASIC),
    /** The form of the StopNCII kind, version 1. */
    STOPNCII(SharingDoor.SUBSCRIPTION, SharingDoor.FETCH, SharingDoor.SUBMIT, SharingDoor.FEEDBACK);

    private final List<SharingDoor> doors;

    SharingForm(SharingDoor... doors) {
        this.doors = List.of(doors);
    }

    List<SharingDoor> doors() {
        return doors;
    }
}

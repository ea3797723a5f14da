package org.egide.sharing;

import java.util.Map;
import java.util.TreeMap;

/**
 * What a new partner needs to sign in, shown once: the house keeps only hashes. {@code secrets} by their door: {@code BASIC} is a
 * password; {@code SUBSCRIPTION}, {@code FETCH}, {@code SUBMIT} and {@code FEEDBACK} are keys.
 */
public record AccessOnce(PartnerId partner, String username, Map<String, String> secrets) {
    public AccessOnce {
        secrets = java.util.Collections.unmodifiableMap(new TreeMap<>(secrets));
    }

    /** The password of a partner of the NCMEC form. */
    public String password() {
        return secrets.getOrDefault(SharingDoor.BASIC.name(), "");
    }

    @Override
    public String toString() {
        return "AccessOnce[" + username + "]";
    }
}

package org.egide.gateway;

/** A user name and its password, shown once: the house keeps only a hash of the password. */
public record Credentials(String username, String password) {
    @Override
    public String toString() {
        return "Credentials[" + username + "]";
    }
}

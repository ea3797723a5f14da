package org.egide.gateway.view;

/** A user name and password on the one page that ever shows them. */
public record ShownOnce(String name, String username, String password) {
    @Override
    public String toString() {
        return "ShownOnce[" + username + "]";
    }
}

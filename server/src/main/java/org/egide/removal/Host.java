package org.egide.removal;

import java.util.Locale;
import java.util.regex.Pattern;
import org.egide.platform.Language;
import org.egide.platform.Refusal;

/**
 * Who answers for a host: where and in which language to tell them. The pattern is a host name and stands for all names below
 * it. Country is ISO 3166-1 alpha-2 or empty; source says where the contact is known from.
 */
record Host(String pattern, String name, String email, String country, Language language, String source) {
    private static final Pattern HOST = Pattern.compile("[a-z0-9_\\[\\]:]([a-z0-9_:\\[\\]-]*\\.?)+");
    private static final Pattern EMAIL = Pattern.compile("[A-Za-z0-9._%+=-]{1,64}@[A-Za-z0-9-]+(\\.[A-Za-z0-9-]+)*");
    private static final int LONGEST = 200;

    Host {
        pattern = pattern.strip().toLowerCase(Locale.ROOT);
        name = name.strip();
        email = email.strip();
        country = country.strip().toUpperCase(Locale.ROOT);
        source = source.strip();
        if (pattern.length() > LONGEST || !HOST.matcher(pattern).matches()) {
            throw Refusal.because("bad-host", "A host is a name such as pictures.example.");
        }
        if (!isEmail(email)) {
            throw Refusal.because("bad-email", "A contact is an e-mail address.");
        }
        if (!country.isEmpty() && !country.matches("[A-Z]{2}")) {
            throw Refusal.because("bad-country", "A country has two letters.");
        }
        if (name.isEmpty() || name.length() > LONGEST || source.isEmpty() || source.length() > LONGEST) {
            throw Refusal.because("bad-host", "A host has a name and a source of at most 200 characters.");
        }
    }

    static boolean isEmail(String text) {
        return text.length() <= LONGEST && EMAIL.matcher(text).matches();
    }

    @Override
    public String toString() {
        return "Host[" + language + " " + country + "]";
    }
}

package org.egide.upstream;

import org.egide.fingerprints.SourceId;
import org.egide.keys.Opener;
import org.egide.keys.Place;
import org.egide.keys.Purpose;
import org.egide.keys.Seals;
import org.springframework.stereotype.Component;

/** Who speaks which form, and with which login. */
@Component("upstream.speakers")
final class Speakers {
    private final NcmecClient ncmec = new NcmecClient();
    private final StopNciiClient stopNcii = new StopNciiClient();
    private final Seals seals;
    private final Opener opener;

    Speakers(Seals seals, Opener opener) {
        this.seals = seals;
        this.opener = opener;
    }

    Speaker of(Form form) {
        return switch (form) {
            case NCMEC -> ncmec;
            case STOPNCII -> stopNcii;
        };
    }

    Login login(Source source) {
        return Login.read(opener.openText(place(source.id()), source.login()));
    }

    byte[] sealed(SourceId source, Login login) {
        return seals.sealNew(Purpose.HOUSE, place(source), login.bytes());
    }

    /** After this nobody can read that login again. */
    void erase(byte[] sealed) {
        seals.erase(seals.keyOf(sealed));
    }

    private static Place place(SourceId source) {
        return new Place("upstream.source", source.toString(), "login");
    }
}

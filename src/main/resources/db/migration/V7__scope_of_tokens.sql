-- What a token may do (contract extensions, section 1). The version before issues tokens without it.
ALTER TABLE access_tokens ADD COLUMN scope varchar(4) NOT NULL DEFAULT 'full' CHECK (scope IN ('full', 'read'));

"""The settings file that `intake init` writes: every setting that an operator has to fill in, explained."""

TEXT = """\
# Settings of this intake home. Rulebooks (whose meeting, until when, how strict) are in rules/.
# A setting may also come from the environment: INTAKE_DATABASE_URL, INTAKE_SMTP__HOST, INTAKE_LIMITS__FETCH_COUNT.
# Secrets never stand here: each is alone in a file that only its owner can read (chmod 600).

# Marks our own mails, so that they are recognised when they come back. Keep it.
loop_mark = "{loop_mark}"

# Mail that lay in a mailbox before this instant is counted and never answered (default: the open meeting's circular).
{base}

# The database: SQLite in this folder, or PostgreSQL for several hosts.
# database_url = "postgresql+psycopg://intake@db.example.org/intake"
# database_password_file = "secrets/database"

# [[mailbox]]
# name = "jca-mv"                         # a short name; it stands in the log
# group = "jca-mv"                        # the file in rules/groups/
# host = "imap.example.org"
# user = "tsbjcamv@example.org"
# password_file = "secrets/jca-mv"
# # port = 993                            # 143 with security = "starttls"
# # authserv_id = ["mx1.example.org"]     # who your border server is in Authentication-Results; "by-place": no name

# [smtp]
# host = "smtp.example.org"
# user = "tsbjcamv@example.org"
# password_file = "secrets/smtp"
# # bounce_address = "tsbjcamv@example.org"

# [oauth.microsoft]                       # Microsoft 365: oauth = "microsoft" in place of password_file
# provider = "microsoft"                  # docs/microsoft-365.md
# tenant = "example.onmicrosoft.com"
# client_id = "11111111-2222-3333-4444-555555555555"
# client_secret_file = "secrets/app"

# [antivirus]                             # ClamAV's daemon scans every attached file
# socket = "/run/clamav/clamd.ctl"        # or 127.0.0.1:3310

# [alerts]                                # alerts go to these people as letters
# to = ["ops@example.org"]

# [alerts.smtp]                           # a second server, so that alerts arrive when [smtp] is away
# host = "smtp.example.net"
# user = "alerts@example.net"
# password_file = "secrets/alerts"

# [public]                                # chairs decide by links in their letters; "intake web --public" serves them
# url = "https://contributions.example.org/intake"
"""

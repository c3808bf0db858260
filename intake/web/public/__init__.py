"""The pages that anybody may open who has a link, in a process of their own that reads no secret of any mailbox."""

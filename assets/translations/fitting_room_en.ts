<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>ImportReview</name>
    <message numerus="yes">
        <source>%n added</source>
        <translation>
            <numerusform>%n added</numerusform>
            <numerusform>%n added</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n to check</source>
        <translation>
            <numerusform>%n to check</numerusform>
            <numerusform>%n to check</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n will not work</source>
        <translation>
            <numerusform>%n will not work</numerusform>
            <numerusform>%n will not work</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n already here</source>
        <translation>
            <numerusform>%n already here</numerusform>
            <numerusform>%n already here</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>LookKeeping</name>
    <message numerus="yes">
        <source>%n look(s) kept.</source>
        <translation>
            <numerusform>%n look kept.</numerusform>
            <numerusform>%n looks kept.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>LookPaper</name>
    <message numerus="yes">
        <source>%n look(s) saved into “%1”.</source>
        <translation>
            <numerusform>%n look saved into “%1”.</numerusform>
            <numerusform>%n looks saved into “%1”.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n look(s)</source>
        <translation>
            <numerusform>%n look</numerusform>
            <numerusform>%n looks</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>LooksModel</name>
    <message numerus="yes">
        <source>%n clip(s)</source>
        <translation>
            <numerusform>%n clip</numerusform>
            <numerusform>%n clips</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>LooksPage</name>
    <message numerus="yes">
        <source>%n look(s) were removed.</source>
        <translation>
            <numerusform>%n look was removed.</numerusform>
            <numerusform>%n looks were removed.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ProgressStrip</name>
    <message numerus="yes">
        <source>about %n second(s) left</source>
        <translation>
            <numerusform>about %n second left</numerusform>
            <numerusform>about %n seconds left</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>about %n minute(s) left</source>
        <translation>
            <numerusform>about %n minute left</numerusform>
            <numerusform>about %n minutes left</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>QueueChip</name>
    <message numerus="yes">
        <source>%n more</source>
        <translation>
            <numerusform>%n more</numerusform>
            <numerusform>%n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>QueuePanel</name>
    <message numerus="yes">
        <source>%n to do</source>
        <translation>
            <numerusform>%n to do</numerusform>
            <numerusform>%n to do</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RemovalBar</name>
    <message numerus="yes">
        <source>%n look(s) of this client are on file, too.</source>
        <translation>
            <numerusform>%n look of this client is on file, too.</numerusform>
            <numerusform>%n looks of this client are on file, too.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>StylistPage</name>
    <message numerus="yes">
        <source>%n picture(s) to make</source>
        <translation>
            <numerusform>%n picture to make</numerusform>
            <numerusform>%n pictures to make</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n picture(s) could not be made</source>
        <translation>
            <numerusform>%n picture could not be made</numerusform>
            <numerusform>%n pictures could not be made</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>about %n second(s)</source>
        <translation>
            <numerusform>about %n second</numerusform>
            <numerusform>about %n seconds</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>about %n minute(s)</source>
        <translation>
            <numerusform>about %n minute</numerusform>
            <numerusform>about %n minutes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>UndoStrip</name>
    <message numerus="yes">
        <source>%n garment(s) were removed.</source>
        <translation>
            <numerusform>%n garment was removed.</numerusform>
            <numerusform>%n garments were removed.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>WardrobePanel</name>
    <message numerus="yes">
        <source>%n garment(s)</source>
        <translation>
            <numerusform>%n garment</numerusform>
            <numerusform>%n garments</numerusform>
        </translation>
    </message>
</context>
</TS>
